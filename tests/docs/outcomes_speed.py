"""The part of docs/how-outcomes-are-computed.md on speed: what `python3 run.py bench` measured, and what bounds it."""

SPEED = """## How quickly games are computed

| CPU microseconds of a compiled game, same worlds | theatre, before | then | now | *Nine*, before | then | now |
|---|---|---|---|---|---|---|
| all seats `empirical` | 151 | 126 | 132 | 52 | 43 | 41 |
| all seats `hawk` | 217 | 198 | 194 | 88 | 64 | 62 |
| sheets given that empirical seats wrote | | 76 | 69 | | 26 | 24 |

*Now* is *then* times what both took side by side: 129 and 135, 195 and 191, 77 and 70 in the theatre, 44 and 41, 65 and
63, 27 and 25 in *Nine* (*Nine Past Nine*, whose scenario was tuned between the two). From 5 to 24 states the cost grows
with the power 1.6 of their number. `python3 run.py bench` measures all this.

**The bound.** A game of the theatre has 12 turns, 96 decisions, 282 orders and 993 rolls. Samples of the 126
microseconds, by rule: drawing orders 24, time 18, acts 13, hashing dice 9.5, taking orders and their contradictions 11,
draws of force 8, going on as before 6, authored effects 6, orders under way 5, what each turn clears and clamps 9, the
rest 16. These things stay while draws and rules stay:

- 993 hashes of some 112 operations, one after the other, are 9 us. 639 of them are tries of a draw, 2.4 for each order,
  as an order that is not open is drawn again. Each looks at a candidate somewhere in 395 kB, at its condition and at a
  clause; waiting for the first of them alone is 6 us a game.
- 672 pairs, each with four figures that time moves by a share and a sum of eight products: 26 ns a pair, 18 us. The
  sums are a quarter of it, the rest are figures that move or stay one by one.
- 282 orders, each asked by ten families: 110 ns to take one and let it act, a twelfth of it waiting for the counts of
  what was seen, 11 kB in each of two rows.

To halve 126 would take draws that try nothing twice, which are other dice, or fewer families an order. Tried without
gain: moving figures by time without asking whether they stand at their opening (3 % slower), fewer divisions, games
in batches of 32, candidates without what their level says anyway (a table of 232 kB instead of 395), less optimisation
(LLVM's second level). Loops are not computed with vectors: where a processor gathers cells slowly, that takes 15 % off
a game of the theatre and nothing off one of *Nine* (medians of 25 thousand games in turn).
"""
