//! Which shapes a service needs, and what part each plays.

use std::collections::{BTreeMap, BTreeSet};

use whitesmith_smithy::{Knowledge, Model, Shape, ShapeId, ShapeType, ids};

/// An operation with everything it refers to.
pub(super) struct OperationShapes<'m> {
    pub(super) shape: &'m Shape,
    pub(super) input: ShapeId,
    pub(super) output: ShapeId,
    /// Its own errors, then those of the service, each once.
    pub(super) errors: Vec<ShapeId>,
}

/// The shapes of a service.
pub(super) struct Closure<'m> {
    pub(super) service: &'m Shape,
    /// The operations, by name.
    pub(super) operations: Vec<OperationShapes<'m>>,
    /// Structures, unions and enums that are types of their own, by name. Neither errors, nor inputs and outputs
    /// that are nothing else.
    pub(super) types: Vec<&'m Shape>,
    /// Error structures, by name.
    pub(super) errors: Vec<&'m Shape>,
    /// Simple shapes, lists and maps outside of the prelude, by id.
    pub(super) schemas: Vec<&'m Shape>,
}

impl<'m> Closure<'m> {
    /// `extra` is an error that is needed although no operation has it.
    pub(super) fn new(model: &'m Model, service: &'m Shape, extra: Option<ShapeId>) -> Self {
        let knowledge = Knowledge::new(model);
        let common: Vec<ShapeId> =
            service.as_service().into_iter().flat_map(|service| &service.errors).map(|error| error.id).collect();
        let mut operations: Vec<OperationShapes<'m>> = knowledge
            .top_down()
            .operations(service.id)
            .iter()
            .filter_map(|shape| {
                let operation = shape.as_operation()?;
                let mut errors = Vec::new();
                for error in operation.errors.iter().map(|error| error.id).chain(common.iter().copied()) {
                    if !errors.contains(&error) {
                        errors.push(error);
                    }
                }
                Some(OperationShapes {
                    shape,
                    input: model.input_of(operation),
                    output: model.output_of(operation),
                    errors,
                })
            })
            .collect();
        operations.sort_by_key(|operation| (operation.shape.id.name(), operation.shape.id));

        // How often each structure is an input or output, and what members target.
        let mut io: BTreeMap<ShapeId, usize> = BTreeMap::new();
        let mut found: BTreeSet<ShapeId> = BTreeSet::new();
        let mut open: Vec<ShapeId> = extra.into_iter().collect();
        let mut errors: BTreeSet<ShapeId> = extra.into_iter().collect();
        for operation in &operations {
            for id in [operation.input, operation.output] {
                *io.entry(id).or_default() += 1;
                open.push(id);
            }
            errors.extend(&operation.errors);
            open.extend(&operation.errors);
        }
        let mut targeted: BTreeSet<ShapeId> = BTreeSet::new();
        while let Some(id) = open.pop() {
            let Some(shape) = model.shape(id).filter(|_| found.insert(id)) else { continue };
            // Members of enums target nothing that is needed.
            if matches!(shape.shape_type(), ShapeType::Enum | ShapeType::IntEnum) {
                continue;
            }
            for target in model.members(shape).filter_map(Shape::target) {
                targeted.insert(target);
                open.push(target);
            }
        }
        // Errors that only an event stream carries.
        errors.extend(found.iter().filter(|id| model.shape(**id).is_some_and(|shape| shape.has_trait(ids::ERROR))));

        let by_name = |mut shapes: Vec<&'m Shape>| {
            shapes.sort_by_key(|shape| (shape.id.name(), shape.id));
            shapes
        };
        let shapes: Vec<&'m Shape> = found.iter().filter_map(|id| model.shape(*id)).collect();
        let only_io = |shape: &Shape| io.contains_key(&shape.id) && !targeted.contains(&shape.id) && io[&shape.id] == 1;
        let is_type = |shape: &&Shape| match shape.shape_type() {
            ShapeType::Structure => {
                shape.id != ids::UNIT_SHAPE
                    && !errors.contains(&shape.id)
                    && !only_io(shape)
                    && (targeted.contains(&shape.id) || !io.contains_key(&shape.id))
            }
            ShapeType::Union => true,
            _ => is_enum(shape),
        };
        Self {
            service,
            operations,
            types: by_name(shapes.iter().copied().filter(is_type).collect()),
            errors: by_name(shapes.iter().copied().filter(|shape| errors.contains(&shape.id)).collect()),
            schemas: shapes
                .iter()
                .copied()
                .filter(|shape| {
                    let structured = matches!(shape.shape_type(), ShapeType::Structure | ShapeType::Union);
                    !structured && !is_enum(shape) && shape.id.namespace() != "smithy.api"
                })
                .collect(),
        }
    }
}

/// Whether a shape becomes a Rust enum: an enum, or a string with the older `@enum`.
pub(super) fn is_enum(shape: &Shape) -> bool {
    matches!(shape.shape_type(), ShapeType::Enum | ShapeType::IntEnum)
        || shape.shape_type() == ShapeType::String && shape.has_trait(ids::ENUM)
}
