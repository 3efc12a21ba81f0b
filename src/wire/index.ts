/**
 * wire/: AWS's wire protocols (awsQuery, awsJson, restJson1) over the schemas of the SDK clients.
 * Owns: recognising which operation a request is for, reading its input, checking the model's
 * constraints, writing outputs and errors, masking sensitive members, the types of handlers.
 * Does not own: signatures (crypto/), who may call what (policy/, calls/), what operations do
 * (api/), reading sockets and limiting them (http/).
 * Pure, apart from importing the SDK client of a service when its first request comes.
 */

export { identifyConsoleCall, writeConsoleError, writeConsoleOutput } from './console-form.ts';
export { checkConstraints, lowerFirst } from './constraints/check.ts';
export type { GatehouseModule } from './gatehouse/model.ts';
export type { Complete, Handlers, Input, OperationName, Output } from './handlers.ts';
export {
  type Identification,
  type Identified,
  identify,
  likelyProtocol,
  MAX_BODY_BYTES,
  type Redirected,
  type Unidentified,
} from './identify.ts';
export { HIDDEN, maskSensitive } from './mask.ts';
export { loadedService, loadService } from './model.ts';
export { readInput } from './read.ts';
export { writeOutput } from './respond.ts';
export { writeError, writeRedirect } from './respond-error.ts';
export { type CredentialScope, claimedScope } from './scope.ts';
export {
  type Protocol,
  type SdkServiceName,
  type ServiceName,
  type ServiceSettings,
  serviceNames,
  services,
} from './services.ts';
export type { ErrorShape, Member, Operation, Service, Shape, StructureShape } from './shapes.ts';
export type { SigninModule } from './signin/model.ts';
