/** The files of this build that a worker keeps, put in by the build. */
declare const __PRECACHE__: readonly { readonly url: string; readonly revision: string | null }[];
/** Those of them that only kiosks need: not among the others, and kept by kiosks only. */
declare const __KIOSK_FILES__: readonly string[];
/** Changes with each file of the rescue page. */
declare const __RESCUE_VERSION__: string;
