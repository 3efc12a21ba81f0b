export { codeChecks } from './code-checks.ts';
export { CODE_LIFETIME, type CodeHashes, type CodeUse, checkCode, issueCode } from './codes.ts';
export { type CodeChannel, type Contact, findContact } from './contact.ts';
export {
  type CodeDelivery,
  type CodeToDeliver,
  type DeliveredCode,
  deliverCode,
} from './deliver.ts';
export {
  chooseCodeChannel,
  completePhoneVerification,
  removePhone,
  startPhoneVerification,
} from './phone.ts';
