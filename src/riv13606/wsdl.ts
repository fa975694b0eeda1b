import { escapeAttribute } from '../xml/index.ts';
import { actions, messages, namespace } from './namespace.ts';
import { schemaFile, writeSchema } from './xsd.ts';

const service = 'RIV13606REQUEST_EHR_EXTRACT';
const operations = [
  { name: service, request: messages.extract, action: actions.extract },
  { name: `${service}_CONTINUATION`, request: messages.continuation, action: actions.continuation },
];

export const wsdlFile = 'RIV13606REQUEST_EHR_EXTRACT_1.1.wsdl';

/** The service description at `address`, with its schema at `schemaLocation`. SOAP 1.1, document/literal, no header. */
export function writeServiceDescription(address: string, schemaLocation: string = schemaFile): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${service}" targetNamespace="${namespace}" xmlns:tns="${namespace}"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:types>
    <xs:schema>
      <xs:import namespace="${namespace}" schemaLocation="${escapeAttribute(schemaLocation)}"/>
    </xs:schema>
  </wsdl:types>
${Object.values(messages).map(message).join('')}  <wsdl:portType name="${service}_PortType">
${operations.map(portOperation).join('')}  </wsdl:portType>
  <wsdl:binding name="${service}_Binding" type="tns:${service}_PortType">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${operations.map(boundOperation).join('')}  </wsdl:binding>
  <wsdl:service name="${service}_Service">
    <wsdl:port name="${service}_Port" binding="tns:${service}_Binding">
      <soap:address location="${escapeAttribute(address)}"/>
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

/** What stands in wsdl/, by file name. The address is a placeholder. */
export function serviceFiles(): Map<string, string> {
  return new Map([
    [schemaFile, writeSchema()],
    [wsdlFile, writeServiceDescription('https://localhost:8443/npo/riv13606')],
  ]);
}

const message = (element: string): string => `  <wsdl:message name="${element}">
    <wsdl:part name="parameters" element="tns:${element}"/>
  </wsdl:message>
`;

const portOperation = ({ name, request }: (typeof operations)[number]): string => `    <wsdl:operation name="${name}">
      <wsdl:input message="tns:${request}"/>
      <wsdl:output message="tns:${messages.response}"/>
    </wsdl:operation>
`;

const boundOperation = ({ name, action }: (typeof operations)[number]): string => `    <wsdl:operation name="${name}">
      <soap:operation soapAction="${action}" style="document"/>
      <wsdl:input>
        <soap:body use="literal"/>
      </wsdl:input>
      <wsdl:output>
        <soap:body use="literal"/>
      </wsdl:output>
    </wsdl:operation>
`;
