"""A named person's recorded decision.

Someone in one of the roles listed decides, with a reason, whether the family has made progress under the
headline. The latest decision since engagement counts while it is recent enough. With none, the verdict is
pending. A claim that rests on a judgement is always in the audit sample.
"""
