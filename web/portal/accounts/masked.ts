const MASK = '•'.repeat(16);

/** A text in which every one of the secrets is hidden; its length is not to be seen either. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
}
