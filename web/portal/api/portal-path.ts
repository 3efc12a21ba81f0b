/** `/portal/{name}`, as the address of this page has it. */
export function portalPath(): string {
  return location.pathname.split('/').slice(0, 3).join('/');
}
