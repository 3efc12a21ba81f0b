import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { quoted } from './assemble.ts';
import type { SignatureSubject } from './subject.ts';

/** Region and service are one check, because AWS tells both faults in one answer, region first. */
export const scopeNamesRegionAndService: Check<SignatureSubject> = {
  name: 'scopeNamesRegionAndService',
  code: 'SIG-022',
  run({ signature, regions, service }) {
    const wrongRegion = !regions.includes(signature.region);
    const wrongService = signature.service !== service;
    if (!wrongRegion && !wrongService) return undefined;
    const region = quoted(signature.region);
    const received = quoted(signature.service);
    const known = regions.join(', ');
    if (!wrongService) return failure('SIG-020', { region, regions: known });
    if (!wrongRegion) return failure('SIG-021', { received, service });
    return failure('SIG-022', { region, regions: known, received, service });
  },
  describe({ signature, regions, service }) {
    return {
      expected: `${regions.join(' or ')}, ${service}`,
      received: `${quoted(signature.region)}, ${quoted(signature.service)}`,
    };
  },
};

export const scopeHasTerminator: Check<SignatureSubject> = {
  name: 'scopeHasTerminator',
  code: 'SIG-023',
  run({ signature }) {
    if (signature.terminator === 'aws4_request') return undefined;
    return failure('SIG-023', { terminator: quoted(signature.terminator) });
  },
  describe({ signature }) {
    return { expected: 'aws4_request', received: quoted(signature.terminator) };
  },
};

export const scopeIsOfTheDay: Check<SignatureSubject> = {
  name: 'scopeIsOfTheDay',
  code: 'SIG-024',
  run({ signature }) {
    const day = signature.amzDate.slice(0, 8);
    if (signature.scopeDate === day) return undefined;
    const scopeDate = quoted(signature.scopeDate);
    return failure('SIG-024', { scopeDate, day, date: signature.amzDate });
  },
  describe({ signature }) {
    return { expected: signature.amzDate.slice(0, 8), received: quoted(signature.scopeDate) };
  },
};
