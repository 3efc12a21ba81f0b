/** The token that proves to the server that a request comes from its own page. */
export function csrfToken(): string {
  return document.querySelector('meta[name="csrf"]')?.getAttribute('content') ?? '';
}
