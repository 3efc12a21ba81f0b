/**
 * outbound/: the one client by which Gatehouse reaches other servers.
 * Owns: which URLs and addresses may be reached, the time and the bytes that it may take, whose
 * certificates are believed, how many requests are under way.
 * Does not own: what is asked and what answers mean (domain/federation), remembering them.
 * Neighbours: base/ for requests and outcomes as values; compose builds it and hands it to domain/.
 */
export { readAuthorities } from './authorities.ts';
export { createOutbound, type Outbound, type OutboundInput } from './outbound.ts';
