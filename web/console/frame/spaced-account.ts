/** An account ID as people read it: `1111-2222-3333`. */
export function spacedAccount(account: string): string {
  return account.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
}
