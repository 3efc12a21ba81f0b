/** A product of a User-Agent (RFC 9110, 10.1.5) by which a browser is known. */
interface Known {
  readonly name: string;
  readonly pattern: RegExp;
}

/** In the order in which they are looked for: most browsers name others besides themselves. */
const BROWSERS: readonly Known[] = [
  { name: 'Edge', pattern: /\bEdg(?:e|A|iOS)?\/(\d+)/ },
  { name: 'Opera', pattern: /\bOPR\/(\d+)/ },
  { name: 'Samsung Internet', pattern: /\bSamsungBrowser\/(\d+)/ },
  { name: 'Whale', pattern: /\bWhale\/(\d+)/ },
  { name: 'Firefox', pattern: /\b(?:Firefox|FxiOS)\/(\d+)/ },
  { name: 'Chrome', pattern: /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/ },
  { name: 'Safari', pattern: /\bVersion\/(\d+)[\d.]*(?: Mobile\/\w+)? Safari\// },
];

const SYSTEMS: readonly Known[] = [
  { name: 'iPad', pattern: /\biPad\b/ },
  { name: 'iPhone', pattern: /\biPhone\b/ },
  { name: 'Android', pattern: /\bAndroid\b/ },
  { name: 'ChromeOS', pattern: /\bCrOS\b/ },
  { name: 'Windows', pattern: /\bWindows\b/ },
  { name: 'macOS', pattern: /\bMac ?OS X\b|\bMacintosh\b/ },
  { name: 'Linux', pattern: /\bLinux\b/ },
];

const MOST_READ = 512;
const MOST_SHOWN = 40;

/**
 * What people call the browser and the system of a User-Agent: `Firefox 128 on Linux`. Of any other
 * client its first product: `aws-cli/2.31.1`. Empty when there is none. It names a device in a list
 * and decides nothing: a client writes whatever it likes.
 */
export function deviceLabel(userAgent: string): string {
  const read = userAgent.slice(0, MOST_READ);
  const browser = nameIn(BROWSERS, read);
  const system = nameIn(SYSTEMS, read);
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  return /^[\w.+-]{1,32}(?:\/[\w.+-]+)?/.exec(read)?.[0].slice(0, MOST_SHOWN) ?? '';
}

function nameIn(table: readonly Known[], userAgent: string): string | undefined {
  for (const { name, pattern } of table) {
    const found = pattern.exec(userAgent);
    if (found) return found[1] === undefined ? name : `${name} ${found[1]}`;
  }
  return undefined;
}
