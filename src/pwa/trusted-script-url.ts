/** What `require-trusted-types-for 'script'` asks of the address of a worker; not yet in every browser. */
interface ScriptUrlPolicies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { readonly createScriptURL: (url: string) => unknown };
}

const policies = (globalThis as { readonly trustedTypes?: ScriptUrlPolicies }).trustedTypes;

/** The one policy for addresses of workers; the content security policy allows its name once. */
const policy = policies?.createPolicy('skm-worker', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) {
      throw new TypeError(`A worker must come from the own origin, not from ${url}.`);
    }
    return url;
  },
});

/** The address of a worker of this app in the form that the browser takes. Throws a TypeError for a foreign origin. */
export function trustedScriptUrl(url: string): string {
  return (policy?.createScriptURL(url) ?? url) as string;
}
