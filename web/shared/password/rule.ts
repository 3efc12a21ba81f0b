/** What a password has to fulfil, and whether one does. */
export interface Rule {
  readonly key: 'length' | 'upper' | 'lower' | 'number' | 'symbol' | 'classes' | 'identity';
  readonly details?: Readonly<Record<string, number>>;
  readonly met: (password: string) => boolean;
}
