/**
 * Who may call the service gatehouse: each operation is decided on its own resource, before anything
 * is looked for. Those on workforce users are in identity-store-access.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientsOf } from '../support/clients.ts';
import { allow, type MadeUser, makeUser, setUserPolicy } from '../support/entities.ts';
import { assertGatehouseRefused, gatehouse } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let nobody: MadeUser;
before(async () => {
  server = await startTestServer();
  nobody = await makeUser(clientsOf(server), 'nobody');
});
after(() => server?.stop());

const INSTANCE = 'ssoins-1234567890abcdef';
const InstanceArn = `arn:aws:sso:::instance/${INSTANCE}`;
const PermissionSetArn = `arn:aws:sso:::permissionSet/${INSTANCE}/ps-1234567890abcdef`;
const AccountId = '111122223333';
const SerialNumber = 'arn:aws:identitystore::111122223333:mfa/phone';
const Password = 'Correct-Horse-7';

/** Resources by their ARN in the account; none where an operation has none. */
const none = () => undefined;
const contact = (account: string) => `arn:aws:gatehouse::${account}:contact`;
const capture = (account: string) => `arn:aws:gatehouse::${account}:capture`;
const instance = () => InstanceArn;
const set = () => PermissionSetArn;

const user = (account: string) => `arn:aws:iam::${account}:user/nobody`;
const enable = 'iam:EnableMFADevice';

/** Each operation with what it is decided on, and by which permission where that has another name. */
const operations: Readonly<
  Record<
    string,
    readonly [input: object, resource: (account: string) => string | undefined, action?: string]
  >
> = {
  // Of organizations that the account does not manage there is no resource.
  ReopenAccount: [{ AccountId }, none],
  ListOrphanedAssignments: [{ InstanceArn }, instance],
  DescribeProvisionedPermissionSet: [{ InstanceArn, PermissionSetArn, AccountId }, set],
  ListAttempts: [{}, none],
  GetCapture: [{}, capture],
  StartCapture: [{}, capture],
  StopCapture: [{}, capture],
  GetContact: [{}, contact],
  StartPhoneVerification: [{ PhoneNumber: '+821012345678' }, contact],
  CompletePhoneVerification: [{ VerificationCode: '123456' }, contact],
  UpdateContact: [{ CodeChannel: 'email' }, contact],
  RemovePhone: [{}, contact],
  StartRootEmailUpdate: [{ NewEmail: 'new@example.com', Password }, contact],
  AcceptRootEmailUpdate: [{ VerificationCode: '123456' }, contact],
  EnableIdentityCenter: [{}, none],
  DescribeIdentityCenter: [{ InstanceArn }, instance],
  UpdateIdentityCenterSettings: [{ InstanceArn }, instance],
  ListMFADeviceDetails: [{}, user, 'iam:ListMFADevices'],
  StartPasskeyRegistration: [{}, user, enable],
  CompletePasskeyRegistration: [{ Response: '{}', Label: 'phone' }, user, enable],
  RenameMFADevice: [{ SerialNumber, Label: 'phone' }, user, enable],
  ValidatePolicy: [{ PolicyDocument: '{}', PolicyType: 'Identity' }, none],
  DiagnoseSignIn: [{ WebIdentityToken: 'token' }, none],
};

describe('permissions of the service gatehouse', () => {
  for (const [operation, [input, resource, named]] of Object.entries(operations)) {
    it(`${operation} is refused to a caller without permissions`, async () => {
      const action = named ?? `gatehouse:${operation}`;
      const arn = resource(server.account);
      const on = arn === undefined ? '' : ` on resource: ${arn}`;
      assertGatehouseRefused(
        await gatehouse(server, operation, input, nobody.credentials),
        'AccessDeniedException',
        `User: ${nobody.arn} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
      );
    });
  }

  it('a policy opens the one that it names', async () => {
    const { iam } = clientsOf(server);
    await setUserPolicy(iam, 'nobody', allow('gatehouse:GetCapture', capture(server.account)));
    const ask = (operation: string) => gatehouse(server, operation, {}, nobody.credentials);
    assert.equal((await ask('GetCapture')).status, 200);
    assert.equal((await ask('StopCapture')).status, 400);
  });
});
