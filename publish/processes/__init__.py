"""Child processes: warm workers, the press, the cluster, and the limits they are held in."""
