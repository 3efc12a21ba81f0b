import { type ConstraintTable, integer, list, text } from './constraint.ts';

const arnType = text({
  min: 20,
  max: 2048,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+`,
});
const roleSessionNameType = text({ min: 2, max: 64, pattern: String.raw`[\w+=,.@-]*` });
const unrestrictedSessionPolicyDocumentType = text({
  min: 1,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
});
const roleDurationSecondsType = integer({ min: 900, max: 43200 });
const tagKeyType = text({ min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+` });
const tagValueType = text({ max: 256, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` });
const tagListType = list({ max: 50 });
const tagKeyListType = list({ max: 50, member: tagKeyType });
const externalIdType = text({ min: 2, max: 1224, pattern: String.raw`[\w+=,.@:\/-]*` });
const serialNumberType = text({ min: 9, max: 256, pattern: String.raw`[\w+=/:,.@-]*` });
const tokenCodeType = text({ min: 6, max: 6, pattern: String.raw`[\d]*` });
const sourceIdentityType = text({ min: 2, max: 64, pattern: String.raw`[\w+=,.@-]*` });
const contextAssertionType = text({ min: 4, max: 2048 });
const providedContextsListType = list({ min: 1, max: 5 });
const samlAssertionType = text({ min: 4, max: 100000 });
const sessionPolicyDocumentType = text({
  min: 1,
  max: 2048,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
});
const clientTokenType = text({ min: 4, max: 20000 });
const urlType = text({ min: 4, max: 2048 });
const targetPrincipalType = text({ min: 12, max: 2048 });
const rootDurationSecondsType = integer({ min: 0, max: 900 });
const encodedMessageType = text({ min: 1, max: 10240 });
const accessKeyIdType = text({ min: 16, max: 128, pattern: String.raw`[\w]*` });
const userNameType = text({ min: 2, max: 32, pattern: String.raw`[\w+=,.@-]*` });
const durationSecondsType = integer({ min: 900, max: 129600 });
const webIdentityTokenAudienceStringType = text({ min: 1, max: 1000 });
const webIdentityTokenAudienceListType = list({
  min: 1,
  max: 10,
  member: webIdentityTokenAudienceStringType,
});
const webIdentityTokenDurationSecondsType = integer({ min: 60, max: 3600 });
const jwtAlgorithmType = text({ min: 5, max: 5 });

/** The constraints of the sts API model, which the SDK schemas leave out. */
export const stsConstraints: ConstraintTable = {
  members: {
    AccessKeyId: accessKeyIdType,
    Audience: webIdentityTokenAudienceListType,
    DurationSeconds: roleDurationSecondsType,
    EncodedMessage: encodedMessageType,
    ExternalId: externalIdType,
    Name: userNameType,
    Policy: sessionPolicyDocumentType,
    PrincipalArn: arnType,
    ProvidedContexts: providedContextsListType,
    ProviderId: urlType,
    RoleArn: arnType,
    RoleSessionName: roleSessionNameType,
    SAMLAssertion: samlAssertionType,
    SerialNumber: serialNumberType,
    SigningAlgorithm: jwtAlgorithmType,
    SourceIdentity: sourceIdentityType,
    Tags: tagListType,
    TargetPrincipal: targetPrincipalType,
    TokenCode: tokenCodeType,
    TransitiveTagKeys: tagKeyListType,
    WebIdentityToken: clientTokenType,
  },
  operations: {
    AssumeRole: { Policy: unrestrictedSessionPolicyDocumentType },
    AssumeRoot: { DurationSeconds: rootDurationSecondsType },
    GetFederationToken: { DurationSeconds: durationSecondsType },
    GetSessionToken: { DurationSeconds: durationSecondsType },
    GetWebIdentityToken: { DurationSeconds: webIdentityTokenDurationSecondsType },
  },
  structures: {
    PolicyDescriptorType: { arn: arnType },
    Tag: { Key: tagKeyType, Value: tagValueType },
    ProvidedContext: { ProviderArn: arnType, ContextAssertion: contextAssertionType },
  },
};
