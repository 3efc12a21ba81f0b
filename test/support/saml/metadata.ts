/** Metadata documents of identity providers (SAML 2.0 Metadata), sound and otherwise. */
import { freshId } from './content.ts';
import type { SigningPair } from './keys.ts';
import { PREFIXES, plainLayout } from './layout.ts';
import { NS } from './names.ts';
import { base64Text, type Signing, signInPlace } from './signature.ts';
import {
  element,
  renderXml,
  type XmlContent,
  type XmlElement,
  type XmlLayout,
} from './xml-tree.ts';

/** One identity provider of a metadata document. */
export interface MetadataEntityContent {
  readonly entityId: string;
  /** The keys that it signs with. */
  readonly keys: readonly SigningPair[];
  readonly validUntil?: string;
  readonly ssoUrl?: string;
  /** Certificates in place of those of `keys`: base64 as it stands. */
  readonly certificates?: readonly string[];
  /** `use` of KeyDescriptor; default signing, `undefined`: none. */
  readonly use?: 'signing' | 'encryption' | 'both';
}

const METADATA_LAYOUT: XmlLayout = {
  prefixes: PREFIXES,
  quote: '"',
  declarationsFirst: true,
  indent: '  ',
  shortEmpty: true,
};

/** The document of one identity provider. */
export function metadataOf(entity: MetadataEntityContent): string {
  return document(entityElement(entity));
}

/** A document of several, in an EntitiesDescriptor. */
export function metadataOfSeveral(
  entities: readonly MetadataEntityContent[],
  validUntil?: string,
): string {
  const attributes = { validUntil };
  return document(
    element(NS.metadata, 'EntitiesDescriptor', attributes, entities.map(entityElement)),
  );
}

/** The signed element of one identity provider, without a declaration before it. */
export function signedMetadataOf(entity: MetadataEntityContent, signing: Signing): string {
  const id = freshId();
  const marker = '<?signature-of-metadata?>';
  const { attributes, children, ...root } = entityElement(entity);
  const xml = renderXml(
    { ...root, attributes: [...attributes, ['ID', id]], children: [{ raw: marker }, ...children] },
    { ...METADATA_LAYOUT, indent: undefined },
  );
  return signInPlace(xml, { marker, xpath: '/md:EntityDescriptor', id }, signing, plainLayout);
}

function document(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderXml(root, METADATA_LAYOUT)}\n`;
}

function entityElement(entity: MetadataEntityContent): XmlElement {
  const { entityId: entityID, validUntil, ssoUrl = 'https://idp.example.test/sso' } = entity;
  const certificates =
    entity.certificates ??
    entity.keys.map(({ certificate }) => base64Text(certificate, plainLayout));
  const use = entity.use ?? 'signing';
  const keys = certificates.map((certificate) =>
    element(NS.metadata, 'KeyDescriptor', { use: use === 'both' ? undefined : use }, [
      element(NS.signature, 'KeyInfo', {}, [
        element(NS.signature, 'X509Data', {}, [
          element(NS.signature, 'X509Certificate', {}, [{ raw: certificate }]),
        ]),
      ]),
    ]),
  );
  const service = (binding: string): XmlContent =>
    element(NS.metadata, 'SingleSignOnService', {
      Binding: `urn:oasis:names:tc:SAML:2.0:bindings:${binding}`,
      Location: ssoUrl,
    });
  const attributes = { entityID, validUntil };
  return element(NS.metadata, 'EntityDescriptor', attributes, [
    element(
      NS.metadata,
      'IDPSSODescriptor',
      { WantAuthnRequestsSigned: 'false', protocolSupportEnumeration: NS.protocol },
      [
        ...keys,
        element(NS.metadata, 'NameIDFormat', {}, [
          'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        ]),
        service('HTTP-Redirect'),
        service('HTTP-POST'),
      ],
    ),
  ]);
}
