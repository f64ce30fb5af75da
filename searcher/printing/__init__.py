"""Printing: how does each answer look on a terminal?"""
