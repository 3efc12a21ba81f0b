/** A person's way through the pages of SimpleSAMLphp: redirects, cookies, two forms. */

/** The form that a browser would post to the service provider. */
export interface PostedResponse {
  readonly action: string;
  /** Base64. */
  readonly SAMLResponse: string;
  readonly RelayState?: string;
}

interface Page {
  readonly url: string;
  readonly html: string;
}

const MOST_REDIRECTS = 10;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#039': "'",
  '#39': "'",
};

/** Opens `url`, fills in the password form and answers the form of the page that follows. */
export async function signInLikeBrowser(
  url: string,
  username: string,
  password: string,
): Promise<PostedResponse> {
  const cookies = new Map<string, string>();
  const form = await open(url, cookies);
  const fields = hiddenFields(form.html);
  const AuthState = fields.get('AuthState');
  if (AuthState === undefined) throw new Error(`no sign-in form: ${textOf(form.html)}`);
  const body = new URLSearchParams({ username, password, AuthState });
  const answer = await open(form.url.replace(/\?.*/, ''), cookies, body);
  const sent = hiddenFields(answer.html);
  const SAMLResponse = sent.get('SAMLResponse');
  const action = /<form[^>]*\saction="([^"]*)"/.exec(answer.html)?.[1];
  if (SAMLResponse === undefined || action === undefined) {
    throw new Error(`no response to post: ${textOf(answer.html)}`);
  }
  const RelayState = sent.get('RelayState');
  return {
    action: decoded(action),
    SAMLResponse,
    ...(RelayState === undefined ? {} : { RelayState }),
  };
}

async function open(
  from: string,
  cookies: Map<string, string>,
  form?: URLSearchParams,
): Promise<Page> {
  let url = from;
  let body = form;
  for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      ...(body ? { body } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const html = await response.text();
    const location = response.headers.get('location');
    if (location === null) return { url, html };
    url = new URL(location, url).href;
    body = undefined;
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects from ${from}`);
}

function hiddenFields(html: string): Map<string, string> {
  const inputs = html.match(/<input\b[^>]*>/g) ?? [];
  const attribute = (input: string, name: string): string | undefined =>
    new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1];
  return new Map(
    inputs.flatMap((input) => {
      const name = attribute(input, 'name');
      return name === undefined ? [] : [[name, decoded(attribute(input, 'value') ?? '')]];
    }),
  );
}

function decoded(text: string): string {
  return text.replace(/&([#\w]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** The words of a page, for messages of failed tests. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}
