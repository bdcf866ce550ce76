/** The files of this build that a worker keeps, put in by the build. */
declare const __PRECACHE__: readonly { readonly url: string; readonly revision: string | null }[];
/** Changes with each file of the rescue page. */
declare const __RESCUE_VERSION__: string;
