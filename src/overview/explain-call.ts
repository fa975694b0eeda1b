import type { Config } from '../config.ts';
import { type ContractId, servedContracts } from '../contracts/index.ts';
import type { ErrorCode } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import { createPermissions, createRouting, type RoutingGround } from '../routing/index.ts';
import { answeredHere } from './answered-here.ts';
import {
  attemptsText,
  missingPermissionChange,
  missingRouteChange,
  permissionText,
  routeText,
} from './explain-words.ts';
import type { CallQuestion, Explaining } from './explaining.ts';
import { faultCodes } from './plan.ts';
import { reachInAnyVersion, routeInAnyVersion } from './versions.ts';

export interface Step {
  readonly ok: boolean;
  readonly text: string;
  /** Where it was looked for, line by line. */
  readonly details: readonly string[];
}

/** Why a call would be answered or refused, step by step, as the broker decides. */
export interface CallExplanation {
  /** What the caller would hear; undefined = the call goes through. */
  readonly code: ErrorCode | undefined;
  readonly steps: readonly Step[];
  /** The least that would turn a no into a yes; all of it is needed. */
  readonly changes: readonly string[];
}

export interface ExplainParts {
  readonly config: Config;
  readonly ground: Required<Pick<RoutingGround, 'table' | 'tree' | 'heirOf'>>;
}

/** One step's outcome; the first code is what the caller hears, later steps show what else would be in the way. */
interface Finding {
  readonly steps: readonly Step[];
  readonly code?: ErrorCode | undefined;
  readonly changes?: readonly string[];
}

export async function explainCall(question: CallQuestion, { config, ground }: ExplainParts): Promise<CallExplanation> {
  const atThen = { ...ground, now: () => question.at };
  const explaining: Explaining = {
    question,
    config,
    index: ground.table(),
    routing: createRouting(config, atThen),
    permissions: createPermissions(config.callers, atThen),
  };
  const caller = explainCaller(explaining);
  const contract = explainContract(explaining);
  const places = await explainPlaces(explaining);
  const findings = [caller, contract, ...(isKnown(question.contract) || isPassedSomewhere(explaining) ? places : [])];
  return {
    code: findings.find(({ code }) => code)?.code,
    steps: findings.flatMap(({ steps }) => steps),
    changes: [...new Set(findings.flatMap(({ changes = [] }) => changes))],
  };
}

async function explainPlaces(explaining: Explaining): Promise<Finding[]> {
  const { question, config } = explaining;
  const here = answeredHere(config, question.contract)?.find((address) => sameHsaId(address, question.address));
  if (here !== undefined) {
    const { steps, ...permission } = await explainPermission(explaining, here);
    return [{ ...permission, steps: [yes('The bridge itself answers it there.'), ...steps] }];
  }
  const isOurs = sameHsaId(question.address, config.bridge.hsaId);
  return isOurs ? [await explainAggregate(explaining)] : explainRoute(explaining);
}

function explainCaller({ question, config, permissions }: Explaining): Finding {
  const caller = permissions.callerOf(question.caller);
  if (!caller)
    return {
      steps: [no(`${question.caller} is not among the callers, so none of its permissions counts.`)],
      code: 'CALLER_NOT_PERMITTED',
      changes: [`Add it to callers: { hsaId: ${question.caller}, name, gate, careProvider, permissions }.`],
    };
  const known = yes(`${caller.hsaId} is known: ${caller.name}, on behalf of ${caller.careProvider}.`);
  if (caller.gate !== 'bridge') return { steps: [known] };
  const judging = `Its gate is "bridge": ${config.bridge.name} judges assignment, relation and consent of who reads`;
  if (config.saml || config.tokens.issuers.length > 0)
    return { steps: [known, yes(`${judging}, who must be named by a SAML assertion or a token.`)] };
  return {
    steps: [known, no(`${judging}, but nobody is trusted to name them.`)],
    code: 'ACTOR_REQUIRED',
    changes: ['Name whose word on persons is believed under saml.issuers or tokens.issuers, or set another gate.'],
  };
}

function explainContract(explaining: Explaining): Finding {
  const { question, permissions, index } = explaining;
  const { contract, caller } = question;
  if (!isKnown(contract) && !isPassedSomewhere(explaining))
    return {
      steps: [no(`${contract} is no contract that this bridge has a definition of.`)],
      code: permissions.holdsSome(caller, contract) ? 'ADDRESS_UNKNOWN' : 'CALLER_NOT_PERMITTED',
      changes: ['Name its namespace under passthrough of a source; what the bridge reads is in docs/contracts.md.'],
    };
  const held = index.permissionsOf(caller).filter(({ entry }) => [contract, '*'].includes(entry.contract));
  const details = held.slice(0, 5).map(({ entry }) => permissionText(entry, question.at));
  if (permissions.holdsSome(caller, contract)) return { steps: [yes(`It holds ${contract} somewhere.`, details)] };
  // What would give it stands with the address.
  return {
    steps: [no(`It holds ${contract} nowhere at that time; such a caller learns nothing about routes.`, details)],
    code: 'CALLER_NOT_PERMITTED',
  };
}

function isKnown(contract: ContractId): boolean {
  return servedContracts.some(({ id }) => id === contract);
}

/** Whether a source takes the contract as it is, unread. */
function passes({ passthrough }: Pick<Config['sources'][number], 'passthrough'>, contract: ContractId): boolean {
  const [name, major] = contract.split(':');
  return passthrough.some((namespace) => namespace.endsWith(`:${name}Responder:${major}`));
}

function isPassedSomewhere({ config, question }: Explaining): boolean {
  return config.sources.some((source) => passes(source, question.contract));
}

async function explainRoute(explaining: Explaining): Promise<Finding[]> {
  const { question, routing } = explaining;
  const answer = await routeInAnyVersion(routing, question.address, question.contract);
  const tried = attemptsText(answer, answer.outcome !== 'none');
  if (answer.outcome === 'none') {
    const missing = no(`No route leads from ${question.address}.`, tried);
    return [
      { steps: [missing], code: 'ADDRESS_UNKNOWN', changes: [missingRouteChange(explaining)] },
      await explainPermission(explaining, question.address),
    ];
  }
  const permission = await explainPermission(explaining, answer.address);
  if (answer.outcome !== 'found') {
    const routes = answer.routes.map((route) => routeText(route, question.at));
    // Told only to a caller that may call the address.
    return [
      permission,
      {
        steps: [no(faultTexts[answer.outcome], [...tried, ...routes])],
        code: faultCodes[answer.outcome],
        changes: [faultChanges[answer.outcome]],
      },
    ];
  }
  const { source, address, service, translation } = answer;
  const found = yes(`The route is ${routeText(answer.route, question.at)}.`, tried);
  const url = service ? `${service.url} (${service.profile})` : source.url;
  const version = translation ? `, asked in ${translation.from} and translated` : '';
  const called = yes(`${source.name} (${source.hsaId}) is called as ${address} at ${url}${version}.`);
  if (!isKnown(question.contract) && !passes(source, question.contract)) {
    const text = `${source.hsaId} takes no messages of ${question.contract} as they are, and the bridge cannot read them.`;
    const changes = [`Add the namespace of ${question.contract} to passthrough of ${source.hsaId}.`];
    return [{ steps: [found] }, permission, { steps: [no(text)], code: 'ADDRESS_UNKNOWN', changes }];
  }
  return [{ steps: [found] }, permission, { steps: [called] }];
}

async function explainAggregate(explaining: Explaining): Promise<Finding> {
  const { question, routing, permissions, config } = explaining;
  const { caller, contract } = question;
  const own = await explainPermission(explaining, config.bridge.hsaId);
  if (!isKnown(contract)) {
    const text = `${contract} is only passed on, to one record system at its own address.`;
    return { steps: [no(text), ...own.steps], code: 'ADDRESS_UNKNOWN', changes: ['Call the record system’s address.'] };
  }
  const details = await Promise.all(
    reachInAnyVersion(routing, contract).map(async ({ source, reach, translation }) => {
      const who = `${source.hsaId} ${source.name}`;
      if (reach.outcome === 'none') return `${who}: not asked, no route leads to it for the contract`;
      if (reach.outcome !== 'found') return `${who}: not asked, ${faultTexts[reach.outcome]}`;
      const may = await permissions.mayCall(caller, contract, reach.address);
      if (!may) return `${who}: not asked, no permission at ${reach.address}`;
      return `${who}: asked as ${reach.address}${translation ? ` in ${translation.from}` : ''}`;
    }),
  );
  return { ...own, steps: [yes('The address is the bridge itself: every source is meant.', details), ...own.steps] };
}

async function explainPermission(explaining: Explaining, address: string): Promise<Finding> {
  const { question, permissions } = explaining;
  const { caller, contract, at } = question;
  const answer = await permissions.decide(caller, contract, address, at);
  const { permission } = answer;
  const details = attemptsText(answer, permission !== undefined);
  if (permission) return { steps: [yes(`Permitted by ${permissionText(permission, at)}.`, details)] };
  return {
    steps: [no(`No permission for ${contract} at ${address}.`, details)],
    code: 'CALLER_NOT_PERMITTED',
    changes: [missingPermissionChange(explaining, address)],
  };
}

type Fault = keyof typeof faultCodes;
const faultTexts: Readonly<Record<Fault, string>> = {
  ambiguous: 'More than one place answers there.',
  'no-profile': 'No route there has a profile that is supported.',
  'no-url': 'The route there has no URL.',
};
const faultChanges: Readonly<Record<Fault, string>> = {
  ambiguous: 'End all but one of those routes (`to`).',
  'no-profile': 'Register the address with RIVTABP21 or RIVTABP20 in the catalogue.',
  'no-url': 'Give the address an https URL in the catalogue, or the source a `url` of its own.',
};

function yes(text: string, details: readonly string[] = []): Step {
  return { ok: true, text, details };
}

function no(text: string, details: readonly string[] = []): Step {
  return { ok: false, text, details };
}
