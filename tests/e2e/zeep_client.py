"""A stock SOAP client we did not write: loads served WSDLs over mutual TLS, unmodified, and calls each.

Arguments: CA file, certificate, key, logical address. On stdin a JSON list of calls: the WSDL's URL, the request as the
contract has it, and the name of the repeated element of its answer. Prints a JSON list: operation and number of records.
"""

import json
import sys

import requests
from zeep import Client, Transport
from zeep.helpers import serialize_object

ca, certificate, key, address = sys.argv[1:]

session = requests.Session()
session.trust_env = False
session.verify = ca
session.cert = (certificate, key)


def answer_to(asked):
    client = Client(asked["wsdl"], transport=Transport(session=session, timeout=30))
    (service,) = client.wsdl.services.values()
    (port,) = service.ports.values()
    (operation,) = port.binding._operations.keys()
    call = getattr(client.service, operation)
    body = serialize_object(call(**asked["request"], _soapheaders={"LogicalAddress": address}), dict)
    # With a header in the answer zeep gives both; an answer that is one list alone it gives as that list.
    body = body.get("body", body) if isinstance(body, dict) and "header" in body else body
    records = body if isinstance(body, list) else (body or {}).get(asked["item"])
    return {"operation": operation, "records": len(records or [])}


print(json.dumps([answer_to(asked) for asked in json.load(sys.stdin)]))
