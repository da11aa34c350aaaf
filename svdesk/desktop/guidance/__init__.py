"""What SVDesk says beside a step: findings, proportion, proposals, what changed."""
