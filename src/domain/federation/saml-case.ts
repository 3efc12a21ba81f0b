import type { ResponseSubject } from '../../saml/index.ts';
import type { RoleState } from '../iam/state.ts';
import type { UseSubject } from './replay.ts';
import type { RoleSubject } from './role-subject.ts';
import type { ProviderName } from './saml-evidence.ts';
import type { FederationRequest } from './tried.ts';

/** What AssumeRoleWithSAML is asked, its lengths, ranges and patterns checked. */
export interface SamlRequest {
  /** Whether a program asks, or a browser for a console session. */
  readonly kind: 'saml-api' | 'saml-browser';
  /** The response in base64 as it arrived. */
  readonly response: string;
  readonly providerArn: string;
  readonly roleArn: string;
  readonly durationSeconds?: number | undefined;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
  /** The console's session that the credentials are for. */
  readonly browserSessionId?: string | undefined;
}

/** Everything about one try, gathered before it is judged to the end. */
export interface SamlCase {
  readonly request: FederationRequest;
  readonly asked: SamlRequest;
  readonly provider: ProviderName;
  readonly response: ResponseSubject;
  readonly use: UseSubject;
  readonly role: RoleSubject<RoleState>;
}
