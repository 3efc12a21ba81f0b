/** What was pasted: three parts of base64url with points between them are a token (RFC 7519). */
export function kindOfPasted(text: string): 'token' | 'response' {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text) ? 'token' : 'response';
}
