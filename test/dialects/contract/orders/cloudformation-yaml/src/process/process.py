"""Stands for the code of the function."""


def handler(event, context):
    return None
