import type { Rule } from '../../shared/password/rule.ts';

/** What a password of the directory has to be (aws-facts H7); the server decides. */
export const RULES: readonly Rule[] = [
  {
    key: 'length',
    details: { least: 8, most: 64 },
    met: (text) => [...text].length >= 8 && [...text].length <= 64,
  },
  { key: 'upper', met: (text) => /[A-Z]/.test(text) },
  { key: 'lower', met: (text) => /[a-z]/.test(text) },
  { key: 'number', met: (text) => /\d/.test(text) },
  { key: 'symbol', met: (text) => /[~!@#$%^&*_\-+=`|\\(){}[\]:;"'<>,.?/]/.test(text) },
];
