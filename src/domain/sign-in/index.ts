export type {
  Claimed,
  FlowState,
  ForcedChange,
  Identity,
  Notice,
  SecondFactor,
} from './flow-state.ts';
export {
  beginFlow,
  endFlow,
  FLOW_LIFETIME,
  type Flow,
  type FlowOwner,
  findFlow,
  MOST_FLOWS_OF_SOURCE,
  saveFlow,
} from './flows.ts';
