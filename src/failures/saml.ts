import { samlAssertionFailures } from './saml-assertion.ts';
import { samlAttributeFailures } from './saml-attributes.ts';
import { samlEnvelopeFailures } from './saml-envelope.ts';
import { samlMetadataFailures } from './saml-metadata.ts';
import { samlSignatureFailures } from './saml-signature.ts';
import { samlSubjectFailures } from './saml-subject.ts';
import { samlTrustFailures } from './saml-trust.ts';

/** Everything that can be wrong with a SAML response or a metadata document. */
export const samlFailures = {
  ...samlEnvelopeFailures,
  ...samlTrustFailures,
  ...samlSignatureFailures,
  ...samlAssertionFailures,
  ...samlSubjectFailures,
  ...samlMetadataFailures,
  ...samlAttributeFailures,
} as const;
