"""The sections of a dossier, one file each: functions of the facts alone that give a :class:`Part`."""
