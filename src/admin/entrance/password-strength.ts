/** `too-short`: refused. `guessable`: long enough, but easy to guess. */
export type PasswordStrength = 'too-short' | 'guessable' | 'fair' | 'strong';

export const PASSWORD_LENGTH = 12;

const COMMON =
  /password|kata ?sandi|probolinggo|protokol|admin|rahasia|qwerty|123456|abcdef|selamat|indonesia/gi;

/**
 * How hard a password is to guess, in four words. What counts is what remains once well-known words, the person's own
 * names, repetitions and runs ("1234", "aaaa") are taken out.
 * @param known texts that an attacker tries first, for example the user name
 */
export function passwordStrength(password: string, known: readonly string[]): PasswordStrength {
  if (password.length < PASSWORD_LENGTH) return 'too-short';
  let rest = password.toLowerCase();
  for (const word of known.flatMap((text) => text.toLowerCase().split(/\s+/))) {
    if (word.length > 2) rest = rest.replaceAll(word, '');
  }
  rest = withoutRuns(rest.replace(COMMON, '').replace(/(.{1,4})\1+/g, '$1'));
  if (new Set(rest).size < 6 || rest.length < 8) return 'guessable';
  return rest.length >= 16 || (rest.length >= 12 && kinds(password) >= 3) ? 'strong' : 'fair';
}

/** Leaves one character of each run of neighbours such as "1234" or "dcba". */
function withoutRuns(text: string): string {
  let kept = '';
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const step = at === 0 ? 0 : text.charCodeAt(at) - text.charCodeAt(at - 1);
    run = Math.abs(step) === 1 ? run + 1 : 0;
    if (run < 2) kept += text[at];
  }
  return kept;
}

function kinds(text: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length;
}
