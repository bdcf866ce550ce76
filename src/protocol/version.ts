/**
 * The wire's version. A change of any schema in this room changes the digest that the guard test keeps; then add a line
 * to the history and, when an older peer could misread the new form, raise the version.
 */
export const PROTOCOL_VERSION = 1;

/** Every answer of the endpoint carries this; an answer without it (a captive portal's 200) is never success. */
export const PROTOCOL_MARKER = 'skm-protokol';

export interface VersionEntry {
  readonly version: number;
  readonly digest: string;
  readonly change: string;
}
