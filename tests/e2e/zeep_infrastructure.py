"""A stock SOAP client we did not write asks the platform about itself: loads a served WSDL over mutual TLS and calls it.

Arguments: WSDL URL, CA file, certificate, key, logical address, request as JSON. Prints the answer as one line of JSON.
"""

import json
import sys

import requests
from zeep import Client, Transport
from zeep.helpers import serialize_object

url, ca, certificate, key, address, request = sys.argv[1:]

session = requests.Session()
session.trust_env = False
session.verify = ca
session.cert = (certificate, key)

client = Client(url, transport=Transport(session=session, timeout=30))
(service,) = client.wsdl.services.values()
(port,) = service.ports.values()
(operation,) = port.binding._operations.keys()
answer = getattr(client.service, operation)(**json.loads(request), _soapheaders={"LogicalAddress": address})
print(json.dumps(serialize_object(answer, dict), default=str))
