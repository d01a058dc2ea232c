"""Signing in, and the pages of one's own account: edges of the desk that are no noun's.

throttling   how often a password may be tried
door         nobody is let in before the second step
two_step     its pages
notices      of what one is told by mail
places       where one is signed in
language     of the desk, kept with the person
reset        of a forgotten password, by mail
"""
