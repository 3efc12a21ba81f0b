/** AWS's own consumer URLs: the global one, those of Regions and those of one provider (C1). */
const AWS_CONSUMER =
  /^https:\/\/(?:[a-z0-9-]+\.)?signin\.aws\.amazon\.com\/saml(\/acs\/[A-Za-z0-9-]+)?$/;

/** AWS's entity ID. */
const AWS_ENTITY_ID = 'urn:amazon:webservices';

/** True for a URL at which AWS itself takes responses. */
export function isAwsRecipient(text: string): boolean {
  return AWS_CONSUMER.test(text);
}

/** True for a name by which AWS itself is the audience of assertions. */
export function isAwsAudience(text: string): boolean {
  return text === AWS_ENTITY_ID || isAwsRecipient(text);
}

/**
 * True for a name of AWS that stands for every provider. The URL of one provider counts only where
 * the caller lists it, since it is the caller who knows which provider that is.
 */
export function isSharedAwsName(text: string): boolean {
  if (text === AWS_ENTITY_ID) return true;
  const match = AWS_CONSUMER.exec(text);
  return match !== null && match[1] === undefined;
}
