"""Runs moto's server until standard input ends, so that it never outlives the one who started it.

The system chooses the port. It is written to standard output as soon as the server listens.
"""

import sys

from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
