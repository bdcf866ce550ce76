/** A page that explains why the form cannot be shown, and what the person can do. */
export interface NoticeText {
  readonly title: string;
  readonly body: string;
  readonly advice: string;
}

/**
 * Why the form cannot be shown. `landing`: opened without a link; `code-…`, `invited-only`: about the codes of invited people; `unreachable`: first opening without network;
 * `insecure`: not https, so the browser offers no store and no check; `store`: the browser refuses to keep anything; `newer`: the data on this device belong to a newer version.
 */
export type NoticeCode =
  | 'landing'
  | 'closed'
  | 'kiosk-closed'
  | 'kiosk-empty'
  | 'kiosk-revoked'
  | 'kiosk-hours'
  | 'kiosk-off-duty'
  | 'unknown'
  | 'altered'
  | 'expired'
  | 'code-unknown'
  | 'code-spent'
  | 'invited-only'
  | 'unreachable'
  | 'foreign'
  | 'busy'
  | 'outdated'
  | 'insecure'
  | 'store'
  | 'newer';

/** What every screen but the first says. Functions take counts already written as people read them. */
export interface PageTexts {
  readonly attract: { readonly invitation: string; readonly anonymous: string };
  readonly device: {
    readonly onDevice: (count: string) => string;
    readonly sent: (count: string) => string;
    readonly received: (count: string) => string;
    readonly screenMaySleep: string;
    /** On a kiosk that no endpoint knows. */
    readonly codeNeeded: string;
    readonly enterCode: string;
    readonly haveCode: string;
    /** The door of the staff corner, for keyboards. */
    readonly staff: string;
    /** Outside the hours that staff have set. */
    readonly opensAt: (time: string) => string;
  };
  readonly events: {
    readonly title: string;
    readonly hint: string;
    readonly choose: string;
    /** Where the present event is over. */
    readonly another: string;
  };
  readonly profile: {
    readonly title: string;
    readonly hint: string;
    readonly skip: string;
    readonly clear: string;
    readonly clearLabel: (field: string) => string;
  };
  readonly comment: {
    readonly placeholder: string;
    readonly hint: string;
    readonly count: (used: string, most: string) => string;
    readonly sendEmpty: string;
    readonly send: string;
  };
  readonly sending: string;
  readonly notStored: { readonly title: string; readonly advice: string; readonly retry: string };
  readonly thanks: {
    readonly title: string;
    readonly kiosk: string;
    readonly kioskReturn: string;
    readonly waiting: string;
    readonly waitingMore: string;
    readonly received: string;
    readonly receivedMore: string;
    readonly stored: string;
    readonly storedMore: string;
    readonly receipt: string;
    readonly done: string;
  };
  readonly answered: {
    readonly title: string;
    readonly body: string;
    readonly share: string;
    readonly oneCard: string;
    readonly again: string;
  };
  readonly idle: {
    readonly title: string;
    readonly body: (seconds: number) => string;
    readonly stay: string;
  };
  /** Way to the page that saves what is on the device. */
  readonly rescue: string;
  readonly retry: string;
  readonly trying: string;
  readonly notices: Readonly<Record<NoticeCode, NoticeText>>;
}
