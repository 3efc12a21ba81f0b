import { z } from 'zod';
import { startUrls } from '../domain/identity-center/start-urls.ts';
import { passkeySite } from '../domain/mfa/index.ts';
import { assignedTo } from './accounts.ts';
import { operation } from './call.ts';
import { favouritesOf } from './favourites.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: sources of attributes are written so.
const EMAIL = '${user:email}';

export const overviewOperations = {
  /** All that the app shows first, in one answer. Times are seconds since 1970. */
  GetPortal: operation('GetPortal', z.strictObject({}), async (call) => {
    const { parts, instance, session, user } = call;
    const { identityStoreId, subdomain, region, settings } = instance;
    const publicUrl = parts.publicUrl();
    const urls = startUrls(publicUrl, {
      identity_store_id: identityStoreId,
      subdomain: subdomain ?? null,
    });
    const site = passkeySite(publicUrl);
    const { roles, accounts } = await assignedTo(call);
    return {
      User: {
        UserName: user.userName,
        DisplayName: user.displayName,
        Email: user.attributes.get(EMAIL),
      },
      Portal: {
        Name: subdomain ?? identityStoreId,
        Region: region,
        StartUrl: urls.start,
        AwsStartUrl: urls.aws,
        Endpoint: publicUrl,
      },
      ExpiresAt: session.expiresAt / 1000,
      Devices: {
        Types: settings.mfa.types,
        OwnManagement: settings.mfa.usersManageDevices,
        PasskeysPossible: !('unavailable' in site),
      },
      Roles: roles,
      Accounts: accounts,
      Favourites: await favouritesOf(call),
    };
  }),
};
