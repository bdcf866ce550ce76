export interface PagePolicy {
  readonly app: 'survey' | 'office';
  /** Whether people reach this origin by https. */
  readonly https: boolean;
  /** CSP sources (`'sha256-…'`) of the inline scripts and styles of the built page. */
  readonly inlineScripts: readonly string[];
  readonly inlineStyles: readonly string[];
}

/** Device features a page may use itself; all others are off. */
const FEATURES = {
  survey: ['fullscreen', 'screen-wake-lock'],
  // The office reads hand-overs from a tablet's screen.
  office: ['camera', 'clipboard-write', 'fullscreen'],
} as const;

const OFF = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
] as const;

/** The headers of every answer of one origin. This is the only place that decides them. */
export function securityHeaders(policy: PagePolicy): Record<string, string> {
  const headers: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy(policy),
    'permissions-policy': permissionsPolicy(policy.app),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'x-permitted-cross-domain-policies': 'none',
  };
  if (policy.https) headers['strict-transport-security'] = 'max-age=63072000';
  return headers;
}

function contentSecurityPolicy({ inlineScripts, inlineStyles }: PagePolicy): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScripts].join(' '),
    ["style-src 'self'", ...inlineStyles].join(' '),
    "img-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue skm-worker',
  ].join('; ');
}

function permissionsPolicy(app: PagePolicy['app']): string {
  const own: readonly string[] = FEATURES[app];
  const off = OFF.filter((name) => !own.includes(name));
  return [...own.map((name) => `${name}=(self)`), ...off.map((name) => `${name}=()`)].join(', ');
}
