import { soapNamespaces, type XmlNode } from '../../xml/index.ts';
import type { SourceStatus } from '../answer-part.ts';

const codes: readonly string[] = ['DataFromSource', 'DataFromCache', 'DataFromCacheSynchFailed', 'NoDataSynchFailed'];

/**
 * What an aggregating platform says of its sources (interoperability headers 1.0, ProcessingStatus); undefined when the
 * header is another. Read leniently, since real ones leave out mandatory elements: a status that cannot be read says
 * that there is no data, and one without address says nothing.
 */
export function readProcessingStatus(header: XmlNode): readonly SourceStatus[] | undefined {
  if (header.namespace !== soapNamespaces.headers || header.local !== 'ProcessingStatus') return undefined;
  return header.children.filter(isNamed('ProcessingStatusList')).flatMap((node): SourceStatus[] => {
    const source = textOf(node, 'logicalAddress');
    if (source === undefined) return [];
    const code = textOf(node, 'statusCode') ?? '';
    const error = node.children.find(isNamed('lastUnsuccessfulSynchError'));
    return [
      {
        source,
        code: codes.includes(code) ? (code as SourceStatus['code']) : 'NoDataSynchFailed',
        lastSuccess: textOf(node, 'lastSuccessfulSynch'),
        error: error && {
          agent: textOf(error, 'causingAgent') ?? 'other',
          code: textOf(error, 'code') ?? '',
          text: textOf(error, 'text') ?? '',
        },
      },
    ];
  });
}

function textOf(node: XmlNode, local: string): string | undefined {
  return node.children.find(isNamed(local))?.text.trim() || undefined;
}

function isNamed(local: string): (node: XmlNode) => boolean {
  return (node) => node.namespace === soapNamespaces.headers && node.local === local;
}
