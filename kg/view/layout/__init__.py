"""Where the nodes stand: positions computed when the page is built, the same on every machine.

networkx's own spring layout needs numpy and scipy, takes quadratic time, and sums floats in an order that depends on
the processor, so its positions differ in the last bits from machine to machine and, fed back over the iterations, in
the first ones too. What stands here uses plain floats in a fixed order.
"""
