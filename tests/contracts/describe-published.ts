import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefixesFor, type ServiceContract, writeRoot } from '../../src/contracts/index.ts';
import type { ComplexType, Element } from '../../src/contracts/schema.ts';
import { BridgeError } from '../../src/errors.ts';
import { hasXmllint } from '../support/xmllint.ts';
import { arbitraryOf } from './arbitrary.ts';
import { mutationsOf } from './mutations.ts';
import { readMessage } from './read-message.ts';

/** Roots and their fields as published: `?` 0..1, `*` 0..*, `+` 1..*, `(a | b)` one of them. */
export type Published = Readonly<Record<string, readonly [request: string, response: string]>>;

/** What holds for each of the contracts: the published fields, and messages that we and another validator accept. */
export function describePublished(contracts: readonly ServiceContract[], published: Published): void {
  it('every contract stands in the table', () => {
    expect(contracts.map(({ id }) => id).sort()).toEqual(Object.keys(published).sort());
  });

  describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
    it('has the published fields in their order', () => {
      const told = [requestOf(contract), responseOf(contract)].map(({ name, type }) => `${name}: ${fieldsOf(type)}`);
      expect(told).toEqual(published[id]);
    });

    it.each([requestOf(contract), responseOf(contract)].map((message) => [message.name, message] as const))(
      'reads the %s that it writes',
      (_name, message) => {
        fc.assert(
          fc.property(arbitraryOf(message.type), (value) => {
            expect(readMessage(message.type, message.name, write(contract, message, value))).toEqual({
              value,
              violations: [],
            });
          }),
          { numRuns: 10 },
        );
      },
    );

    it('takes whatever was done to a message for broken, never for a mistake of its own', () => {
      const mutated = [requestOf(contract), responseOf(contract)].map((message) =>
        arbitraryOf(message.type)
          .chain((value) => mutationsOf(write(contract, message, value)))
          .map((xml) => ({ message, xml })),
      );
      fc.assert(
        fc.property(fc.oneof(...mutated), ({ message: { name, type }, xml }) => {
          try {
            readMessage(type, name, xml);
          } catch (error) {
            expect(error).toBeInstanceOf(BridgeError);
          }
        }),
        { numRuns: 20 },
      );
    });

    it.skipIf(!hasXmllint())('writes what another validator accepts', () => {
      const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-contracts-'));
      const files = [requestOf(contract), responseOf(contract)]
        .flatMap((message) => fc.sample(arbitraryOf(message.type), 6).map((value) => write(contract, message, value)))
        .map((xml, index) => {
          const file = join(folder, `${index}.xml`);
          writeFileSync(file, xml);
          return file;
        });
      const told = spawnSync('xmllint', ['--noout', '--schema', join('wsdl', contract.schema.file), ...files]);
      expect(String(told.stderr).replaceAll(/^.* validates\n/gm, '')).toBe('');
      expect(told.status).toBe(0);
      rmSync(folder, { recursive: true });
    });
  });
}

function fieldsOf(type: ComplexType): string {
  const [first] = type.choice;
  return Object.entries(type.elements)
    .flatMap(([name, element]) => {
      if (element.choice) return name === first ? [`(${type.choice.join(' | ')})`] : [];
      const inner = element.type.kind === 'complex' ? `(${fieldsOf(element.type)})` : '';
      return [`${name}${occurs(element)}${inner}`];
    })
    .join(' ');
}

function occurs({ required, many }: Element): string {
  return many ? (required ? '+' : '*') : required ? '' : '?';
}

const requestOf = (contract: ServiceContract) => ({ name: contract.requestElement, type: contract.request });
const responseOf = (contract: ServiceContract) => ({ name: `${contract.name}Response`, type: contract.response });

function write({ namespace }: ServiceContract, { name, type }: ReturnType<typeof requestOf>, value: object): string {
  return writeRoot(namespace, name, type, value, prefixesFor(namespace, type));
}
