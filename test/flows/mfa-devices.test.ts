import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import {
  type Authenticator,
  enableAuthenticator,
  makeAuthenticator,
} from '../support/authenticator.ts';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { makeUser, setUserPolicy } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const WRONG = [
  'InvalidAuthenticationCode',
  403,
  'Authentication code for device is not valid.',
] as const;
const PERIOD = 30_000;

const enable = ({ iam }: Clients, user: string, app: Authenticator, codes?: readonly string[]) => {
  const [AuthenticationCode1, AuthenticationCode2] = codes ?? [app.next(), app.next()];
  return iam.enableMFADevice({
    UserName: user,
    SerialNumber: app.serial,
    AuthenticationCode1,
    AuthenticationCode2,
  });
};

describe('MFA devices of IAM', needs('oathtool'), () => {
  let server: TestServer;
  let admin: Clients;
  const arn = (rest: string) => `arn:aws:iam::${server.account}:${rest}`;

  before(async () => {
    server = await startTestServer();
    admin = clientsOf(server);
  });
  after(() => server.stop());

  it('a virtual device shows its seed and its picture once', async () => {
    const { VirtualMFADevice: made } = await admin.iam.createVirtualMFADevice({
      VirtualMFADeviceName: 'phone',
      Path: '/team/',
      Tags: [{ Key: 'owner', Value: 'dana' }],
    });
    assert.equal(made?.SerialNumber, arn('mfa/team/phone'));
    assert.match(Buffer.from(made?.Base32StringSeed ?? []).toString(), /^[A-Z2-7]{32}$/);
    assert.equal(
      Buffer.from(made?.QRCodePNG ?? [])
        .subarray(1, 4)
        .toString(),
      'PNG',
    );
    assert.deepEqual(made?.Tags, [{ Key: 'owner', Value: 'dana' }]);
    const { VirtualMFADevices: listed } = await admin.iam.listVirtualMFADevices({});
    assert.deepEqual(listed, [{ SerialNumber: arn('mfa/team/phone') }]);
    await assertRefused(
      admin.iam.createVirtualMFADevice({ VirtualMFADeviceName: 'PHONE', Path: '/team/' }),
      'EntityAlreadyExists',
      409,
      'MFADevice entity at the same path and name already exists.',
    );
    await makeAuthenticator(admin, 'phone');
  });

  it('is enabled by two codes in a row, and by nothing else', async () => {
    await makeUser(admin, 'erin');
    const app = await makeAuthenticator(admin, 'erin');
    const first = app.next();
    const second = app.next();
    await assertRefused(enable(admin, 'erin', app, [first, first]), ...WRONG);
    await assertRefused(enable(admin, 'erin', app, [second, first]), ...WRONG);
    await assertRefused(
      enable(admin, 'erin', app, [
        app.at(Date.now() - 40 * PERIOD),
        app.at(Date.now() - 39 * PERIOD),
      ]),
      ...WRONG,
    );
    await enable(admin, 'erin', app, [first, second]);
    const { MFADevices } = await admin.iam.listMFADevices({ UserName: 'erin' });
    assert.deepEqual(
      MFADevices?.map(({ UserName, SerialNumber }) => [UserName, SerialNumber]),
      [['erin', app.serial]],
    );
    const got = await admin.iam.getMFADevice({ UserName: 'erin', SerialNumber: app.serial });
    assert.equal(got.UserName, 'erin');
    assert.deepEqual(got.EnableDate, MFADevices?.[0]?.EnableDate);
  });

  it('belongs to one person at a time', async () => {
    await makeUser(admin, 'finn');
    const app = await enableAuthenticator(admin, 'finn');
    await assertRefused(
      enable(admin, 'erin', app),
      'EntityAlreadyExists',
      409,
      'MFA Device is already in use.',
    );
    await assertRefused(
      admin.iam.deactivateMFADevice({ UserName: 'erin', SerialNumber: app.serial }),
      'NoSuchEntity',
      404,
      'MFA Device invalid for user.',
    );
    await assertRefused(
      admin.iam.deactivateMFADevice({ UserName: 'erin', SerialNumber: arn('mfa/none') }),
      'NoSuchEntity',
      404,
      `VirtualMFADevice with serial number ${arn('mfa/none')} doesn't exist.`,
    );
    await assertRefused(
      admin.iam.deleteVirtualMFADevice({ SerialNumber: app.serial }),
      'DeleteConflict',
      409,
      'MFA VirtualDevice in use. Must deactivate first.',
    );
    await assertRefused(
      admin.iam.deleteUser({ UserName: 'finn' }),
      'DeleteConflict',
      409,
      'Cannot delete entity, must delete access keys first.',
    );
    await admin.iam.deactivateMFADevice({ UserName: 'finn', SerialNumber: app.serial });
    await enable(admin, 'erin', app);
    await admin.iam.deactivateMFADevice({ UserName: 'erin', SerialNumber: app.serial });
    await admin.iam.deleteVirtualMFADevice({ SerialNumber: app.serial });
    await assertRefused(
      admin.iam.deleteVirtualMFADevice({ SerialNumber: app.serial }),
      'NoSuchEntity',
      404,
      `VirtualMFADevice with serial number ${app.serial} doesn't exist.`,
    );
  });

  it('keeps a user from being deleted', async () => {
    await admin.iam.createUser({ UserName: 'gus' });
    const app = await enableAuthenticator(admin, 'gus');
    await assertRefused(
      admin.iam.deleteUser({ UserName: 'gus' }),
      'DeleteConflict',
      409,
      'Cannot delete entity, must delete MFA device first.',
    );
    await admin.iam.deactivateMFADevice({ UserName: 'gus', SerialNumber: app.serial });
    await admin.iam.deleteUser({ UserName: 'gus' });
  });

  it('a person has at most eight', async () => {
    await admin.iam.createUser({ UserName: 'hana' });
    for (let n = 1; n <= 8; n += 1) await enableAuthenticator(admin, 'hana', `hana-${n}`);
    const ninth = await makeAuthenticator(admin, 'hana-9');
    await assertRefused(
      enable(admin, 'hana', ninth),
      'LimitExceeded',
      409,
      'Cannot exceed quota for MFADevicesPerUser: 8',
    );
    const page = await admin.iam.listMFADevices({ UserName: 'hana', MaxItems: 5 });
    const rest = await admin.iam.listMFADevices({ UserName: 'hana', Marker: page.Marker });
    assert.equal((page.MFADevices?.length ?? 0) + (rest.MFADevices?.length ?? 0), 8);
  });

  it('a clock that is off is learnt anew by resynchronising', async () => {
    const ida = await makeUser(admin, 'ida');
    const app = await enableAuthenticator(admin, 'ida');
    const { sts } = clientsOf(server, ida.credentials);
    const ahead = (steps: number) => app.at(Date.now() + steps * PERIOD);
    const use = (TokenCode: string) => sts.getSessionToken({ SerialNumber: app.serial, TokenCode });
    await assertRefused(
      use(ahead(12)),
      'AccessDenied',
      403,
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    );
    const resync = (first: string, second: string) =>
      admin.iam.resyncMFADevice({
        UserName: 'ida',
        SerialNumber: app.serial,
        AuthenticationCode1: first,
        AuthenticationCode2: second,
      });
    const soon = Date.now() + 12 * PERIOD;
    const codes = [app.at(soon), app.at(soon + PERIOD)] as const;
    await assertRefused(resync(codes[0], codes[0]), ...WRONG);
    await resync(...codes);
    await assertRefused(resync(...codes), ...WRONG);
    await use(ahead(14));
  });

  it('lists virtual devices by whether somebody has them', async () => {
    const serials = async (AssignmentStatus?: 'Assigned' | 'Unassigned' | 'Any') => {
      const answer = await admin.iam.listVirtualMFADevices(
        AssignmentStatus === undefined ? {} : { AssignmentStatus },
      );
      return answer.VirtualMFADevices?.map(({ SerialNumber }) => SerialNumber) ?? [];
    };
    const assigned = await serials('Assigned');
    const unassigned = await serials('Unassigned');
    assert.ok(assigned.includes(arn('mfa/erin')) && !assigned.includes(arn('mfa/phone')));
    assert.ok(unassigned.includes(arn('mfa/phone')) && !unassigned.includes(arn('mfa/erin')));
    assert.deepEqual((await serials('Any')).sort(), [...assigned, ...unassigned].sort());
    assert.deepEqual(await serials(), await serials('Any'));
    const { VirtualMFADevices } = await admin.iam.listVirtualMFADevices({});
    const erin = VirtualMFADevices?.find(({ SerialNumber }) => SerialNumber === arn('mfa/erin'));
    assert.equal(erin?.User?.UserName, 'erin');
    assert.ok(erin?.EnableDate && !erin.Base32StringSeed && !erin.QRCodePNG);
  });

  it('has tags', async () => {
    const SerialNumber = arn('mfa/team/phone');
    await admin.iam.tagMFADevice({ SerialNumber, Tags: [{ Key: 'site', Value: 'seoul' }] });
    const tags = async () => (await admin.iam.listMFADeviceTags({ SerialNumber })).Tags;
    assert.deepEqual(await tags(), [
      { Key: 'owner', Value: 'dana' },
      { Key: 'site', Value: 'seoul' },
    ]);
    await admin.iam.untagMFADevice({ SerialNumber, TagKeys: ['OWNER'] });
    assert.deepEqual(await tags(), [{ Key: 'site', Value: 'seoul' }]);
  });

  it('R143: the root user has devices too, and events name it as CloudTrail does', async () => {
    const root = clientsOf(server, await server.makeRootKey());
    const before = (await admin.iam.getAccountSummary({})).SummaryMap;
    assert.equal(before?.AccountMFAEnabled, 0);
    const app = await makeAuthenticator(root, 'root-account-mfa-device');
    assert.equal(app.serial, arn('mfa/root-account-mfa-device'));
    await assertRefused(
      enable(admin, 'AWS ROOT USER', app),
      'NoSuchEntity',
      404,
      'The user with name AWS ROOT USER cannot be found.',
    );
    await enable(root, 'AWS ROOT USER', app);
    const after = (await admin.iam.getAccountSummary({})).SummaryMap;
    assert.equal(after?.AccountMFAEnabled, 1);
    assert.equal(after?.MFADevicesInUse, (before?.MFADevicesInUse ?? 0) + 1);
    assert.equal(after?.MFADevices, (before?.MFADevices ?? 0) + 1);
    const { MFADevices } = await root.iam.listMFADevices({});
    assert.equal(MFADevices?.[0]?.SerialNumber, app.serial);
    const { VirtualMFADevices } = await admin.iam.listVirtualMFADevices({});
    const listed = VirtualMFADevices?.find(({ SerialNumber }) => SerialNumber === app.serial);
    assert.equal(listed?.User?.Arn, arn('root'));
    const session = await root.sts.getSessionToken({
      SerialNumber: app.serial,
      TokenCode: app.next(),
    });
    await clientsOf(server, credentialsOf(session)).iam.listMFADevices({});
    const { Events } = await admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'EnableMFADevice' }],
      MaxResults: 1,
    });
    const record = JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}') as Record<string, unknown>;
    assert.deepEqual(record.requestParameters, {
      userName: 'AWS ROOT USER',
      serialNumber: app.serial,
    });
    assert.deepEqual((record.userIdentity as Record<string, unknown>).type, 'Root');
    await root.iam.deactivateMFADevice({ UserName: 'AWS ROOT USER', SerialNumber: app.serial });
  });

  it('events show no seed', async () => {
    const { Events } = await admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateVirtualMFADevice' }],
      MaxResults: 1,
    });
    const record = JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}') as Record<string, unknown>;
    assert.deepEqual(record.responseElements, {
      virtualMFADevice: { serialNumber: arn('mfa/root-account-mfa-device') },
    });
  });
});

/** The policy of AWS's user guide by which users manage their own devices. */
const SELF_MANAGEMENT = [
  {
    Sid: 'AllowListActions',
    Effect: 'Allow',
    Action: ['iam:ListUsers', 'iam:ListVirtualMFADevices'],
    Resource: '*',
  },
  {
    Sid: 'AllowManageOwnVirtualMFADevice',
    Effect: 'Allow',
    Action: ['iam:CreateVirtualMFADevice'],
    Resource: 'arn:aws:iam::*:mfa/*',
  },
  {
    Sid: 'AllowManageOwnUserMFA',
    Effect: 'Allow',
    Action: [
      'iam:DeactivateMFADevice',
      'iam:EnableMFADevice',
      'iam:GetMFADevice',
      'iam:GetUser',
      'iam:ListMFADevices',
      'iam:ResyncMFADevice',
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    Resource: 'arn:aws:iam::*:user/${aws:username}',
  },
  {
    Sid: 'DenyAllExceptListedIfNoMFA',
    Effect: 'Deny',
    NotAction: [
      'iam:CreateVirtualMFADevice',
      'iam:EnableMFADevice',
      'iam:GetUser',
      'iam:ListMFADevices',
      'iam:ListVirtualMFADevices',
      'iam:ResyncMFADevice',
      'sts:GetSessionToken',
    ],
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  },
];

describe('the usual policy for managing one’s own devices', needs('oathtool'), () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  it('lets users enable their own device, and do more only once they have shown it', async () => {
    const admin = clientsOf(server);
    const kim = await makeUser(admin, 'kim');
    const lee = await makeUser(admin, 'lee');
    await setUserPolicy(admin.iam, 'kim', SELF_MANAGEMENT);
    const asKim = clientsOf(server, kim.credentials);
    const app = await makeAuthenticator(asKim, 'kim');
    await assertRefused(
      enable(asKim, 'lee', app),
      'AccessDenied',
      403,
      `User: ${kim.arn} is not authorized to perform: iam:EnableMFADevice on resource: ${lee.arn} because no identity-based policy allows the iam:EnableMFADevice action`,
    );
    await enable(asKim, 'kim', app);
    await asKim.iam.listMFADevices({});
    const session = await asKim.sts.getSessionToken({
      SerialNumber: app.serial,
      TokenCode: app.next(),
    });
    const withMfa = clientsOf(server, credentialsOf(session));
    await withMfa.iam.listUsers({});
    await withMfa.iam.deactivateMFADevice({ UserName: 'kim', SerialNumber: app.serial });
    await assertRefused(
      withMfa.iam.deleteVirtualMFADevice({ SerialNumber: app.serial }),
      'AccessDenied',
      403,
      `User: ${kim.arn} is not authorized to perform: iam:DeleteVirtualMFADevice on resource: ${app.serial} because no identity-based policy allows the iam:DeleteVirtualMFADevice action`,
    );
  });
});
