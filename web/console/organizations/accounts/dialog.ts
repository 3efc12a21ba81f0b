/** What every question about an account is given. */
export interface AccountDialog {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
  /** Called after success, when the account is to be read again. */
  readonly onDone: () => void;
}
