import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { quotas } from '../../domain/iam/quotas.ts';
import { type KnownActions, policyFindings } from '../../policy/index.ts';
import { type GatehouseModule, type Handlers, loadService } from '../../wire/index.ts';
import { languageOf } from './shown.ts';

/** Characters of a service control policy (AWS Organizations, quotas). */
const SERVICE_CONTROL_SIZE = 5120;

/** Policy types of the operation with the kind of policy and the most that can be stored of it. */
const TYPES = {
  Identity: { kind: 'identity', sizeLimit: quotas.managedPolicySize },
  Boundary: { kind: 'boundary', sizeLimit: quotas.managedPolicySize },
  Trust: { kind: 'trust', sizeLimit: quotas.trustPolicySize },
  ServiceControl: { kind: 'scp', sizeLimit: SERVICE_CONTROL_SIZE },
} as const;

export const policies = {
  async ValidatePolicy({ PolicyDocument: text, PolicyType: type, Language: language }) {
    const found = policyFindings(text, {
      ...TYPES[type as keyof typeof TYPES],
      known: await knownActions(),
      language: languageOf(language),
    });
    return {
      Findings: found.map((one) => ({
        Type: one.type,
        Code: one.code,
        Message: one.message,
        Path: one.path,
        Line: one.line,
        Column: one.column,
      })),
    };
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const policiesAccess = { ValidatePolicy: {} } satisfies Access<typeof policies>;

/** Actions that are no operations; other permissions carry the names of operations. */
const FURTHER_ACTIONS = {
  iam: ['PassRole', 'CreatePolicyAnalysisReport', 'GenerateCredentialReport'],
  sts: ['TagSession', 'SetSourceIdentity', 'SetContext', 'GetServiceBearerToken'],
  organizations: [],
  cloudtrail: [],
  gatehouse: [],
} as const;

/** The actions of the services that have handlers here. */
async function knownActions(): Promise<KnownActions> {
  const actions = new Map<string, readonly string[]>();
  for (const [service, further] of Object.entries(FURTHER_ACTIONS)) {
    const { operations } = await loadService(service as keyof typeof FURTHER_ACTIONS);
    actions.set(service, [...operations.keys(), ...further]);
  }
  return (service) => actions.get(service.toLowerCase());
}
