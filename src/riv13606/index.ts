/**
 * RIV 13606 1.1, the Swedish profile of EN 13606 that NPÖ 1.0 speaks: its reference model, and the tables by which its
 * compositions are RIV-TA records, read in both directions. Knows nothing of HTTP, sources or faces.
 */
export { modelViolations, orderViolations } from './check.ts';
export { type Composition, extractMade, type Written } from './compose.ts';
export { allTargets, entriesOf, isAboutAnother, linksTo, meaningOf } from './composition.ts';
export type { Context, Extract, Found } from './extract.ts';
export { documentIdOf } from './header.ts';
export type { InformationType } from './information-type.ts';
export { informationTypeNamed, informationTypeOf, informationTypes } from './information-types.ts';
export { actions, messages, namespace, type Packing, packings } from './namespace.ts';
export {
  attribute,
  child,
  childrenOf,
  createChildrenHandler,
  createNodeHandler,
  type Node,
  writeNode,
} from './node.ts';
export { preliminary } from './types/referral-outcome.ts';
export { code, flagOf, idOf, textOf, valued } from './values.ts';
export { type Made, writeMessage } from './write.ts';
export { serviceFiles, writeServiceDescription } from './wsdl.ts';
export { schemaFile, writeSchema } from './xsd.ts';
