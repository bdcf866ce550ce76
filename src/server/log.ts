/** Facts of one line of the log. Only what the program itself knows: never an address, a name, a token or a text typed. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

/** Writes one JSON object per line. */
export function jsonLog(write: (line: string) => void, now: () => number): Log {
  const line = (level: string, event: string, facts: LogFacts = {}): void =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...facts })}\n`);
  return {
    info: (event, facts) => line('info', event, facts),
    warn: (event, facts) => line('warn', event, facts),
    error: (event, facts) => line('error', event, facts),
  };
}
