/** The package has types that its own list of exports hides. */
declare module '@formbricks/surveys' {
  export function renderSurveyInline(props: object): void;
}
