/** Paths of an access portal. `portal` is `d-` and ten digits: the name that always works. */

function withDestination(path: string, destination?: string): string {
  if (destination === undefined) return path;
  return `${path}?${new URLSearchParams({ destination }).toString()}`;
}

/** The portal itself. */
export function portalStart(portal: string): string {
  return `/portal/${portal}/start`;
}

/** Where its users sign in. */
export function portalSignIn(portal: string, destination?: string): string {
  const elsewhere = destination === portalStart(portal) ? undefined : destination;
  return withDestination(`/portal/${portal}/sign-in`, elsewhere);
}

/** Where a session begins that was signed in to. */
export function portalContinue(portal: string): string {
  return `/portal/${portal}/continue`;
}

/** Where a forgotten password is helped with. */
export function portalForgot(portal: string, userName?: string): string {
  const path = `/portal/${portal}/forgot`;
  if (userName === undefined) return path;
  return `${path}?${new URLSearchParams({ username: userName }).toString()}`;
}

/** Where a mailed link sets a password. */
export function portalLink(
  portal: string,
  purpose: 'invitation' | 'reset' | 'verify-email',
): string {
  return `/portal/${portal}/${purpose}`;
}
