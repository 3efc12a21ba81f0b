/** Names of devices, as IAM takes them (aws-facts H6). */
export function isDeviceName(name: string): boolean {
  return /^[\w+=,.@-]{1,128}$/.test(name);
}
