import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadService } from './model.ts';
import { writeOutput } from './respond.ts';
import { escapeXml, formatDateTime } from './xml-writer.ts';

describe('XML text', () => {
  it('escapes markup and line ends that a parser would change', () => {
    assert.equal(escapeXml(`<a b="c">&'`), '&lt;a b=&quot;c&quot;&gt;&amp;&#39;');
    assert.equal(escapeXml('a\r\nb\tc\u0085\u2028'), 'a&#xD;\nb\tc&#x85;&#x2028;');
    assert.equal(escapeXml('plain 게이트 🏠'), 'plain 게이트 🏠');
  });

  it('replaces what XML 1.0 cannot carry', () => {
    assert.equal(escapeXml('a\u0000b\u001Fc\uFFFEd\uFFFFe'), 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe');
    assert.equal(escapeXml('\uD83C lone \uDFE0\uDFE0 <'), '\uFFFD lone \uFFFD\uFFFD &lt;');
  });

  it('writes only characters of XML 1.0, and no markup', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = escapeXml(`${text}\u0001`);
      assert.match(written, /^[\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
      assert.doesNotMatch(written, /[<>"']|&(?!(?:amp|lt|gt|quot|#39|#xD|#x85|#x2028);)/);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('writes times to the second', () => {
    assert.equal(formatDateTime(new Date('2026-01-01T00:00:00Z')), '2026-01-01T00:00:00Z');
    assert.equal(formatDateTime(new Date(1)), '1970-01-01T00:00:00Z');
  });
});

describe('awsQuery output', () => {
  it('has result, metadata and namespace as STS writes them', async () => {
    const sts = await loadService('sts');
    const operation = sts.operations.get('GetCallerIdentity');
    assert.ok(operation);
    const output = {
      Arn: 'arn:aws:iam::123456789012:user/a',
      UserId: 'AIDA',
      Account: '123456789012',
      Extra: 1,
    };
    assert.deepEqual(writeOutput(sts, operation, output, 'r-1'), {
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' },
      body:
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        '<UserId>AIDA</UserId><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/a</Arn>' +
        '</GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    });
  });

  it('has lists of member, maps of entry, and no result for an operation without output', async () => {
    const iam = await loadService('iam');
    const body = (name: string, output: object) => {
      const operation = iam.operations.get(name);
      assert.ok(operation);
      return writeOutput(iam, operation, output, 'r').body;
    };
    assert.match(
      body('GetAccountSummary', { SummaryMap: { Users: 3, Roles: undefined } }),
      /<SummaryMap><entry><key>Users<\/key><value>3<\/value><\/entry><\/SummaryMap>/,
    );
    assert.match(
      body('ListAccountAliases', { AccountAliases: ['a', 'b'] }),
      /<AccountAliases><member>a<\/member><member>b<\/member><\/AccountAliases>/,
    );
    assert.match(
      body('ListUsers', { Users: [], IsTruncated: false }),
      /<Users><\/Users><IsTruncated>false<\/IsTruncated>/,
    );
    assert.equal(
      body('DeleteUser', {}),
      '<DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DeleteUserResponse>',
    );
  });
});
