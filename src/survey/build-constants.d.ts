/** Version of the app, put in by the build. */
declare const __APP_VERSION__: string;
/** The question that is drawn behind the welcome screen, put in by the build. */
declare const __FIRST_STEP__: import('#domain/flow.ts').Step;
